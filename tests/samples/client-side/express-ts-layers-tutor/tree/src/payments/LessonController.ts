import type { Request, Response } from 'express'
import type { LessonService } from './LessonService.js'

export class LessonController {
  constructor(private readonly service: LessonService) {}

  checkout = async (req: Request, res: Response) => {
    const checkout = await this.service.checkout(req.params.id, Number(req.body.minutes))
    res.status(201).send(checkout)
  }
}
