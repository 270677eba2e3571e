import type { APIGatewayProxyHandlerV2 } from 'aws-lambda'

// Helcim tells us when a lot owner connects an account
export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  console.log('merchant connected', event.body)
  return { statusCode: 204 }
}
