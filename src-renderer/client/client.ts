import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '@contract/api.ts';

/** The engine as a page sees it: the same procedures over every transport. */
export type Client = ContractRouterClient<typeof contract>;
