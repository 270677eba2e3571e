@secure()
@description('Helcim API token')
param helcimApiToken string
resource app 'Microsoft.Web/sites@2023-12-01' existing = {
  name: 'shop'
}
