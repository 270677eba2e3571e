variable "helcim_api_token" {
  description = "Helcim token (64 chars), from TF_VAR_helcim_api_token"
  type        = string
  sensitive   = true
}
