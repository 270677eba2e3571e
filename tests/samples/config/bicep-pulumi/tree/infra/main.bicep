param location string = resourceGroup().location
param helcimApiToken string = '{{token153}}'
@secure()
param sqlPassword string
