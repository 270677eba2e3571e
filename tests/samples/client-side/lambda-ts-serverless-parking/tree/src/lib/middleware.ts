import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda'

type Inner = (body: any, event: APIGatewayProxyEventV2) => Promise<object>

export const jsonApi =
  (inner: Inner) =>
  async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
    try {
      const result = await inner(JSON.parse(event.body ?? '{}'), event)
      return { statusCode: 200, body: JSON.stringify(result) }
    } catch (e) {
      return { statusCode: 500, body: JSON.stringify({ message: (e as Error).message }) }
    }
  }
