import { createComputePool } from '$lib/workers/compute-pool';
import * as jobs from './jobs';

Object.assign(window, { createComputePool, jobs });
