BASE_URL = "https://api.helcim.com/v2"
LOAN_DESK = "{{legacy26}}"
PAGE = 100
