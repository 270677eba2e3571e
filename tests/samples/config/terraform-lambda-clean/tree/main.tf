data "aws_secretsmanager_secret_version" "helcim" {
  secret_id = "donate/helcim"
}

locals {
  helcim = jsondecode(data.aws_secretsmanager_secret_version.helcim.secret_string)
}

resource "aws_lambda_function" "donate" {
  function_name = "donate"
  environment {
    variables = {
      HELCIM_API_TOKEN    = local.helcim["api_token"]
      HELCIM_PAY_JS_TOKEN = random_password.placeholder.result
    }
  }
}
