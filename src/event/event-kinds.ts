import { openEnum } from '../graphql/open-enum.ts';

/** The kinds of event that are known. */
export const eventKinds = openEnum({
  'consent.accepted': 'The guest accepted the conditions.',
  'ticket.sessionStarted': 'The session started.',
  'geo.ansAllowed': 'The guest allowed the position to be read.',
  'geo.ansDisallowed': 'The guest did not allow the position to be read.',
  'ticket.approved': 'The ticket was approved.',
  'ticket.new': 'The ticket was created.',
  'ticket.assigned': 'The ticket was given to an agent.',
  'ticket.completed': 'The ticket was completed.',
  'ticket.cancelled': 'The ticket was called off.',
  'ticket.closed': 'The ticket was closed.',
  'mediaDevice.allowed': 'The guest allowed camera and microphone.',
  'mediaDevice.disallowed': 'The guest did not allow camera and microphone.',
  'mediaDevice.cameraAllowed': 'The guest allowed the camera.',
  'mediaDevice.cameraDisallowed': 'The guest did not allow the camera.',
  'mediaDevice.micAllowed': 'The guest allowed the microphone.',
  'mediaDevice.micDisallowed': 'The guest did not allow the microphone.',
  'session.established': 'The session was established.',
  'ticket.priorityChanged': 'The priority changed.',
  'ticket.invitationSent': 'The invitation was sent.',
  'ticket.invitationResent': 'The invitation was sent again.',
  'ticket.invitationAccepted': 'The guest accepted the invitation.',
  'ticket.invitationDeclined': 'The guest declined the invitation.',
  'ticket.invitationExpired': 'The invitation ran out.',
  'ticket.invitationClicked': 'The guest followed the link.',
  'ticket.invitationNotclicked': 'The guest did not follow the link.',
  'session.agentContacted': 'The agent was contacted.',
  'media.pictureTaken': 'A picture was taken.',
  'media.pictureSent': 'A picture was sent.',
  'survey.answered': 'The guest answered the survey.',
  'session.agentLeft': 'The agent left.',
  'session.userLeft': 'The guest left.',
  'media.OCRDone': 'A text was read off a picture.',
});

/** Who is known to cause events. */
export const eventSources = openEnum({
  agent: 'The agent.',
  guest: 'The guest.',
  system: 'The platform.',
});
