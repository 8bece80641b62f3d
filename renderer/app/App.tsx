import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { queryClient } from '../api/queryClient.ts';
import { theme } from '../ui/theme.ts';
import { Places } from './Places.tsx';
import { SignedIn } from './SignedIn.tsx';

/** The server lets only styles with this page's nonce in; the component library writes some while it runs. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
// What dialogs write to keep the page behind them still asks for it by this name.
Object.assign(globalThis, { __webpack_nonce__: nonce });

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" {...(nonce ? { getStyleNonce: () => nonce } : {})}>
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <ModalsProvider>
            <Notifications position="bottom-right" limit={4} />
            <SignedIn>
              <Places />
            </SignedIn>
          </ModalsProvider>
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}
