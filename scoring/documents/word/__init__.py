"""What Word documents of both generations share: automatic numbers, and the tables of their parts."""
