variable "region" {
  default = "ca-central-1"
}

variable "helcim_api_token" {
  description = "Helcim token (64 chars)"
  type        = string
  default     = "{{token32}}"
}
