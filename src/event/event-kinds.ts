import { openEnum } from '../graphql/open-enum.ts';

/** The known kinds of event. */
export const eventKinds = openEnum('TicketEventName', 'Kind of an event. The API may add values.', {
  'consent.accepted': 'The guest accepted the terms.',
  'ticket.sessionStarted': 'The session started.',
  'geo.ansAllowed': 'The guest allowed access to their position.',
  'geo.ansDisallowed': 'The guest denied access to their position.',
  'ticket.approved': 'The ticket was approved.',
  'ticket.new': 'The ticket was created.',
  'ticket.assigned': 'The ticket was assigned to an agent.',
  'ticket.completed': 'The ticket was completed.',
  'ticket.cancelled': 'The ticket was cancelled.',
  'ticket.closed': 'The ticket was closed.',
  'mediaDevice.allowed': 'The guest allowed camera and microphone.',
  'mediaDevice.disallowed': 'The guest denied camera and microphone.',
  'mediaDevice.cameraAllowed': 'The guest allowed the camera.',
  'mediaDevice.cameraDisallowed': 'The guest denied the camera.',
  'mediaDevice.micAllowed': 'The guest allowed the microphone.',
  'mediaDevice.micDisallowed': 'The guest denied the microphone.',
  'session.established': 'The session was established.',
  'ticket.priorityChanged': 'The priority changed.',
  'ticket.invitationSent': 'The invitation was sent.',
  'ticket.invitationResent': 'The invitation was sent again.',
  'ticket.invitationAccepted': 'The guest accepted the invitation.',
  'ticket.invitationDeclined': 'The guest declined the invitation.',
  'ticket.invitationExpired': 'The invitation expired.',
  'ticket.invitationClicked': 'The guest opened the invitation link.',
  'ticket.invitationNotclicked': 'The guest did not open the invitation link.',
  'session.agentContacted': 'The agent was contacted.',
  'media.pictureTaken': 'A picture was taken.',
  'media.pictureSent': 'A picture was sent.',
  'survey.answered': 'The guest answered the survey.',
  'session.agentLeft': 'The agent left.',
  'session.userLeft': 'The guest left.',
  'media.OCRDone': 'Text was extracted from a picture.',
});

/** The known sources of events. */
export const eventSources = openEnum('TicketEventSource', 'Who caused an event. The API may add values.', {
  agent: 'The agent.',
  guest: 'The guest.',
  system: 'The platform.',
});
