import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { Server } from 'socket.io'
import { HelcimAPI } from './HelcimAPI.js'
import { resolvers } from './resolvers.js'

const io = new Server(createServer().listen(4001))
const server = new ApolloServer({ typeDefs: readFileSync('src/schema.graphql', 'utf8'), resolvers })

await startStandaloneServer(server, {
  context: async () => ({ io, helcim: new HelcimAPI(process.env.HELCIM_API_TOKEN!) }),
})
