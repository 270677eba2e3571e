import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'
import { DynamoDB } from '@aws-sdk/client-dynamodb'
import type { APIGatewayProxyHandlerV2 } from 'aws-lambda'
import { z } from 'zod'
import { initialize } from '../helcim'

const db = DynamoDBDocument.from(new DynamoDB())
const Body = z.object({ plate: z.string(), months: z.number() })
const Out = z.object({ plate: z.string(), checkoutToken: z.string() }).strict()

export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  const { plate, months } = Body.parse(JSON.parse(event.body ?? ''))
  const { checkoutToken, secretToken } = await initialize(months * 35)
  await db.put({ TableName: process.env.TABLE, Item: { pk: checkoutToken, secretToken, plate } })
  return { statusCode: 200, body: JSON.stringify(Out.parse({ plate, checkoutToken })) }
}
