import type { HelcimClient } from './HelcimClient.js'

export class LessonService {
  constructor(private readonly helcim: HelcimClient) {}

  async checkout(lessonId: string, minutes: number) {
    const session = await this.helcim.initialize(minutes * 0.9)
    return { lessonId, token: session.checkoutToken, verifier: session.secretToken }
  }
}
