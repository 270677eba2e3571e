package pay

const helcimAPIToken = "{{token537|head}}" + "{{token537|tail}}"
