import { Redis } from '@upstash/redis';

const redis = Redis.fromEnv();

export const rememberSecret = (id, secret) => redis.set(`helcim:${id}`, secret, { ex: 3600 });
export const recallSecret = (id) => redis.get(`helcim:${id}`);
