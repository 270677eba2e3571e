import type { Server } from 'socket.io'
import type { HelcimAPI } from './HelcimAPI.js'

interface Context {
  helcim: HelcimAPI
  io: Server
}

export const resolvers = {
  Query: {
    gatewayInfo: (_: unknown, __: unknown, { helcim }: Context) => helcim.info(),
  },
  Mutation: {
    async payForLot(_: unknown, { lot, amount }: { lot: string; amount: number }, { helcim, io }: Context) {
      const session = await helcim.initialize(amount)
      io.to(`lot:${lot}`).emit('checkout', session)
      return { iframeToken: session.checkoutToken, validationKey: session.secretToken }
    },
  },
}
