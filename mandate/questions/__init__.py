"""Which questions still matter, what each is worth, and the sheet they are answered on."""
