import { createContext, useContext } from 'react';
import type { ApiClient } from './api-client.js';
import { MissingProviderError } from '../components/errors.js';

const ApiContext = createContext<ApiClient | undefined>(undefined);

export const ApiProvider = ApiContext.Provider;

export function useApi(): ApiClient {
  const api = useContext(ApiContext);
  if (api === undefined) throw new MissingProviderError('ApiProvider');
  return api;
}
