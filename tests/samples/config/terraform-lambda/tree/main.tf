locals {
  common = { app = "donate" }
}

resource "aws_ssm_parameter" "helcim" {
  name  = "/donate/helcim/api-token"
  type  = "SecureString"
  value = "{{token33}}"
}

resource "aws_lambda_function" "donate" {
  function_name = "donate"
  environment {
    variables = {
      HELCIM_API_TOKEN     = var.helcim_api_token
      HELCIM_PAY_JS_TOKEN  = "{{token34}}"
      HELCIM_WEBHOOK_TOPIC = "cardTransaction"
    }
  }
}
