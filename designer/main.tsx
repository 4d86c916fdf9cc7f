import './api/disable-schema-compilation.js';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './theme/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { createApiClient } from './api/api-client.js';
import { createTranslator } from './i18n/create-translator.js';

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App api={createApiClient()} translator={createTranslator()} />
    </StrictMode>,
  );
}
