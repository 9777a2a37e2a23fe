import { listEvents } from '../event/api.ts';
import { exportTicket } from '../export/api.ts';
import { listMedias } from '../media/api.ts';
import { createTicket, deleteTicket, getTicket, listTickets, updateTicket } from '../ticket/api.ts';
import type { Endpoint } from '../upstream/endpoint/declare.ts';
import { currentUser, listUsers } from '../user/api.ts';

/** Every endpoint of the ticket API that the gateway calls. */
export const API: readonly Endpoint[] = [
  createTicket,
  listTickets,
  getTicket,
  updateTicket,
  deleteTicket,
  listMedias,
  listEvents,
  exportTicket,
  currentUser,
  listUsers,
];
