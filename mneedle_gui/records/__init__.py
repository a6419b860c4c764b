"""The encrypted memory: clients, consultations and who did what. The only database and cryptography."""
