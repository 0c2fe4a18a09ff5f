import { onMessageSend } from './on-send'

/** Without it the web's Outlook never asks this page; the handler needs nothing of it (manifest.xml names it). */
void Office.onReady()
Office.actions.associate('onMessageSend', onMessageSend)
