import type { Pool } from 'pg'

export class CheckoutRepository {
  constructor(private pool: Pool) {}

  async remember(lessonId: string, secret: string) {
    await this.pool.query('insert into helcim_checkout(lesson_id, secret_token) values ($1, $2)', [lessonId, secret])
  }

  async secretFor(lessonId: string): Promise<string> {
    const { rows } = await this.pool.query('select secret_token from helcim_checkout where lesson_id = $1', [lessonId])
    return rows[0].secret_token
  }
}
