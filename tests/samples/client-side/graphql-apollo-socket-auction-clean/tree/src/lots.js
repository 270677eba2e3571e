import { MongoClient } from 'mongodb'

const db = new MongoClient(process.env.MONGO_URL).db('auction')

export const lots = {
  update: (id, fields) => db.collection('lots').updateOne({ _id: id }, { $set: fields }),
}
