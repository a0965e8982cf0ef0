"""What is told to whom: e-mails, their texts, and how they leave."""
