set -gx HELCIM_API_TOKEN (pass show helcim/api-token)
