import { aws } from '../aws/aws.ts';
export const docker = aws;
