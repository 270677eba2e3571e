import { lots } from './lots.js'

export const resolvers = {
  Query: {
    gatewayReady: (_, __, { helcim }) => helcim.ready,
  },
  Mutation: {
    async payForLot(_, { lot, amount }, { helcim, io }) {
      const { checkoutToken, secretToken } = await helcim.initialize(amount)
      await lots.update(lot, { secretToken })
      io.to(`lot:${lot}`).emit('paying', { lot })
      return { checkoutToken }
    },
  },
}
