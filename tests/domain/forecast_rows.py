"""Sections 2.2, 2.3 and 8.1 to 8.3 of the clinical specification, written out once more.

Cells are set apart by bars, what a cell must say by semicolons.
"""

from __future__ import annotations

# Section 2.2: source | tags | concerns | who and how many | figures of the result | follow-up | limits
STUDIES = """
ABLON2018      | V  | fine_lines tone_texture laxity_mild | 48 people; one centre; maker | 0 to 5; 1.23 (1.11 to 1.34); 1.09 (0.93 to 1.26); 1.54 (1.33 to 1.75) | 150 days from the first session; 60 days after the last | No comparison group; one assessor
ASJ2021        | V  | fine_lines | 35 people; 32 finished; I to IV; 44 to 65 | 101.9%; 19.3%; 28.2% | 3 months after the last session | instrument; maker; no comparison group
FABBROCINI2012 | V  | fine_lines | 10 women aged 50 to 65; upper lip | most of them | Short | Tiny
AUST2008       | V  | fine_lines scar_surgical_trauma laxity_mild striae | 480 people; looked at afterwards | 60 to 80%; 6 months; 20 samples; 40% thicker at 1 year | Up to 1 year | Own ratings; cannot be compared with pens
ALAM2014       | V  | acne_scar_rolling acne_scar_boxcar | 20 people; 15 finished; by chance; raters did not know | 3.4 (0.2 to 6.5); 0.4 on the other; not yet clear at 3 months; 41% better; 1.08 of 10 | 6 months | Small
MAJID2009      | VS | acne_scar_rolling acne_scar_boxcar | 37 people; 36 judged | 34 of 36; 1 or 2; more than 80% | 2 months | One observer
DOGRA2014      | V  | acne_scar_rolling acne_scar_boxcar | 36 people; IV to V; 30 finished | 11.73 to 6.5; 50 to 75%; 5 people; 2 | 1 month after the last session | No comparison group
LOTFI2013      | V  | acne_scar_rolling acne_scar_boxcar acne_scar_icepick | 30 people; III to IV | 20%; 70%; icepick scars changed only slightly; 50% thicker | 8 weeks | No comparison group
DALWIG2020     | V  | acne_scar_rolling acne_scar_boxcar | 18 to 65 | 0.91; (0.78 to 1.05); 1.06; did not differ | 3 months after the last session | maker's own device
ELDOMYATI2015  | V  | acne_scar_rolling acne_scar_boxcar | 10 people | I, III and VII; elastin fell | 3 months | Tiny
FABBROCINI2009 | V  | acne_scar_rolling | 32 people; rolling; 17 to 45 | less severe in all; colour did not change | Short | No comparison group
LEHETA2011     | V  | acne_scar_rolling acne_scar_boxcar acne_scar_icepick | 30 people; by chance | 68.3%; 75.3%; p = 0.47 | End of the course | Small
HARRIS2015     | V  | acne_scar_rolling acne_scar_boxcar | 10 studies; 8 with other care | 12 of them; moderate | Differs | differ a lot
TIRMIZI2021    | V  | acne_scar_rolling acne_scar_boxcar | 50 people; looked at afterwards | III towards grade II; p = 0.009 | End of the course | No comparison group
ALQARQAZ2018   | V  | acne_marks_red_brown hyperpig_pih tone_texture acne_scar_rolling acne_scar_boxcar | 39 people; III to V | both got better; No one got darker | 4 weeks or more | No comparison group
ALSTERLI2020   | V  | acne_scar_rolling acne_scar_boxcar scar_surgical_trauma | 120 people; I to VI | at least 50% better; 2.5 sessions | 1, 3, 6 and 12 months | No comparison group
CLAYTOR_NEWS   | V  | scar_surgical_trauma | 25 women | earlier start | End of the course | Small; press
K200044        | V  | scar_surgical_trauma | 30 people; abdominal; half of each scar; graders did not know | 22 of 30; 73%; 58 to 89%; 10 mm | 90 days after the last session | clear a device
JUHASZ2020     | V  | scar_surgical_trauma | 58 studies; 1,845 people | No serious events | Differs | differ a lot
BAILEY2022     | V  | melasma | 12 studies; 459 people | after 8 weeks; best at 12; moderate at 8 weeks; large at 12 to 16 weeks | Up to 16 weeks | products differed
FENG2024       | V  | melasma | 16 trials | 1.85 at 4 weeks; 4.73 at 12 weeks; only at 4 weeks | 20 weeks | did not last
LIMA2017       | V  | melasma | 6 women; III to IV | 70%; 6 months | 6 months | Tiny; 75% in 60 days; not sure
HE2024         | V  | melasma | Pooled trials | week 4; week 24 | 24 weeks | abstract
SUN2024        | V  | striae | 11 studies; 6 with groups | p = 0.35; 1.01; 0.51 to 1.51 | Differs | differ
NASPOLINI2019  | V  | striae | 20 women; III to IV; 2 halves | about the same; 5.2 against 2.4; 3 against 4 days | End of the course | Small
"""

# Section 2.2: what was done, by source.
REGIMENS = """
ABLON2018 | 4 sessions; 30 days apart; pen
ASJ2021 | 4 monthly; face and neck
FABBROCINI2012 | 2 sessions; roller
AUST2008 | 1 to 4 roller; vitamin A and C; older
ALAM2014 | 3 roller; 2 weeks apart
MAJID2009 | 3 to 4 roller
DOGRA2014 | 5 monthly roller
LOTFI2013 | 5 monthly; 1.5 mm roller
DALWIG2020 | 4 monthly pen
ELDOMYATI2015 | 6 sessions; 2 weeks apart
FABBROCINI2009 | 2 sessions
LEHETA2011 | 4 monthly needling; 4 monthly; 100%
HARRIS2015 | 3 sessions; 4 weeks apart; 1.5 mm
TIRMIZI2021 | 3 sessions; 4 weeks apart
ALQARQAZ2018 | pen or roller
ALSTERLI2020 | 1 to 6 monthly pen; nothing else
CLAYTOR_NEWS | 6 to 7 weeks; 13 to 16 weeks
K200044 | 3 sessions; 2.5 mm
JUHASZ2020 | radiofrequency
BAILEY2022 | cream or liquid
FENG2024 | tranexamic acid
LIMA2017 | 2 sessions of 1.5 mm; 30 days apart; triple cream; sunscreen
HE2024 | needling
SUN2024 | Differs
NASPOLINI2019 | 5 monthly; 1340 nm laser
"""

# Section 2.3: what every text about a concern must say.
EXPECTED = {
    "fine_lines": "48 people 4 sessions; 5 months after the start; about 1 step on a 6-step scale; no comparison group; no visible change",
    "acne_scar_rolling": "about 1 grade on a 4-grade scale; shallower, they do not disappear; responds best; small; no comparison group; no visible change to about 1 grade",
    "acne_scar_boxcar": "about 1 grade on a 4-grade scale; shallower, they do not disappear; small; no comparison group; no visible change to about 1 grade",
    "acne_scar_icepick": "usually changes little; 30 people; no comparison group",
    "acne_marks_red_brown": "Small studies suggest evening of colour; darkening is also possible; 39 people; no comparison group; Darker marks can appear and may take months to fade",
    "scar_surgical_trauma": "120 people; at least somewhat better after about 3 sessions; no comparison group; flat, settled scars only",
    "hyperpig_pih": "Small studies suggest evening of colour; darkening is also possible; 39 people; no comparison group; Darker marks can appear and may take months to fade",
    "melasma": "Added to creams and sunscreen it may give a further improvement for some months; It often returns; 12 studies with 459 people; only at 4 weeks; Darker marks can appear and may take months to fade",
    "tone_texture": "48 people 4 sessions; no comparison group; Small studies suggest evening of colour; darkening is also possible; Darker marks can appear and may take months to fade; no visible change",
    "pores": "We do not have good studies; Some people see smoother skin; pores do not close",
    "striae": "partial improvement similar to laser; 11 studies; 20 women",
    "laxity_mild": "48 people 4 sessions; no comparison group; about 1 step; no visible change",
}  # fmt: skip

# Section 8.1: concern | tags | first seen | judged | followed for up to | at the end | upkeep | its basis | sources
LONGEVITY = """
fine_lines           | VP | 4 to 6 weeks | 3 to 5 months after the first session | 5 months after the first session | still looked better | 1 session every 6 to 12 months | No trial | ABLON2018 ASJ2021
acne_scar_rolling    | VP | 6 to 8 weeks | 3 to 6 months after the last session | 12 months | larger at 6 months than at 3 | only if your goal is not met | Reasoning, not a study | ALSTERLI2020 ALAM2014
acne_scar_boxcar     | VP | 6 to 8 weeks | 3 to 6 months after the last session | 12 months | larger at 6 months than at 3 | only if your goal is not met | Reasoning, not a study | ALSTERLI2020 ALAM2014
acne_marks_red_brown | VP | 6 to 8 weeks | 3 months after the last session | about 4 to 8 weeks after the course | looked better | No set gap | No trial | ALQARQAZ2018
scar_surgical_trauma | VP | 6 to 8 weeks | 3 to 12 months after the last session | 12 months | still looked better | No routine top-up | Reasoning, not a study | ALSTERLI2020 K200044
melasma              | VP | 4 to 8 weeks | 12 weeks after the first session | 6 months, with creams and sunscreen | often comes back | only as your prescriber says | Expert opinion | HE2024 LIMA2017
hyperpig_pih         | VP | 6 to 8 weeks | 3 months after the last session | about 4 to 8 weeks after the course | looked better | No set gap | No trial | ALQARQAZ2018
tone_texture         | VP | 2 to 6 weeks | 3 to 5 months after the first session | 5 months after the first session | 4 to 8 weeks only | 1 session every 6 to 12 months | No trial | ABLON2018 ALQARQAZ2018
pores                | P  | not known | 3 months after the last session | | do not know | No top-up is known | No data were found |
striae               | VP | 8 to 12 weeks | 3 to 6 months after the last session | the end of a course of 5 sessions | only in part | No top-up is known | No trial | NASPOLINI2019 SUN2024
laxity_mild          | VP | 8 to 12 weeks | 5 to 6 months after the last session | 5 months after the first session | about 1 grade | 1 session every 6 to 12 months | No trial | ABLON2018 AUST2008
"""

# Section 8.2: what is not known, and what the client is told of it. Tags P: absence in our own search.
NOT_KNOWN = """
beyond_12_months     | P | No controlled data | after 12 months |
maintenance_interval | P | No trial; 4 to 12 months, are opinion | how often |
lasting_change       | P | Not shown; Collagen turns over; ageing goes on | keeps ageing |
best_settings        | V | not settled | not settled | STATPEARLS IRIARTE2017 HARRIS2015
elastin              | V | Contradictory | do not agree | ELDOMYATI2015 AUST2008 ASJ2021
personal_factors     | P | Not measured | smoking, food, sleep or age |
pores                | P | No adequate trial | No good study |
serums               | V | Mixed; harm | do not agree | SOLTANI2014 FRIEDMANN2024
"""

# Section 8.3: row | result duration risk | tags | sources. "Pigment and lines" is split off where it is said.
INFLUENCES = """
age                  | down down up           | M  |
skin_type_4_6        | same same up           | V  | DALWIG2020 COHEN2016
smoking              | down down up           | M  |
sun_exposure         | down down up           | VM | FLAMENT2013
sun_exposure_other   | unknown down up        | VM | FLAMENT2013
sunscreen_daily      | up up down             | V  | LIMA2017
sunscreen_daily_other | unknown up down       | M  |
diet_poor            | unknown unknown up     | M  |
alcohol_high         | unknown unknown up     | M  |
severity_acne_scar_rolling | same same up     | VM | MAJID2009
severity_acne_scar_boxcar  | same same up     | VM | MAJID2009
severity_scar_surgical_trauma | same same up  | M  |
severity_fine_lines  | same same up           | M  |
severity_hyperpig_pih | same same up          | M  |
severity_melasma     | same same up           | M  |
severity_tone_texture | same same up          | M  |
severity_pores       | same same up           | M  |
severity_striae      | same same up           | M  |
scar_rolling         | up same unknown        | V  | DALWIG2020 LOTFI2013
scar_boxcar          | same same unknown      | V  | DALWIG2020 LOTFI2013
scar_icepick         | down same unknown      | V  | DALWIG2020 LOTFI2013
sessions             | up unknown up          | V  | ALSTERLI2020 HARRIS2015
technique            | unknown unknown up     | M  | SKINCOLOR_CH
aftercare            | up unknown down        | M  |
active_acne          | down down unknown      | M  |
hormones             | down down unknown      | V  | TXA_REVIEW
"""
