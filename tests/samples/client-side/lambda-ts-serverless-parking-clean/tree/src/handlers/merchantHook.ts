import type { APIGatewayProxyHandlerV2 } from 'aws-lambda'

export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  const { type, id } = JSON.parse(event.body ?? '{}')
  console.log('merchant connected', type, id, 'bytes', event.body?.length)
  return { statusCode: 204 }
}
