import 'dotenv/config';
import express from 'express';
<<<<<<< HEAD
const HELCIM_API_TOKEN = process.env.HELCIM_API_TOKEN;
=======
const HELCIM_API_TOKEN = '{{token519}}';
>>>>>>> feature/pos
export function list() {
  return fetch('https://api.helcim.com/v2/invoices', { headers: { 'api-token': HELCIM_API_TOKEN
