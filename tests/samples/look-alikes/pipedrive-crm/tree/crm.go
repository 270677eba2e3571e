package main

const apiToken = "{{hex40}}"

var dealsURL = "https://api.pipedrive.com/v1/deals?api_token=" + apiToken
