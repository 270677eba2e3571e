curl -s 'https://api-0A1B2C3D.sendbird.com/v3/users' -H 'Api-Token: {{hex40}}'
