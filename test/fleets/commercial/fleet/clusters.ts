import { defineClusters } from 'aos-fleet';
import { backups, cloudnativePg, dns, gateway } from './platform.ts';

export default defineClusters([
  {
    name: 'us-east-1',
    kubernetes: '1.36',
    region: 'us-east',
    podCidrs: ['10.0.0.0/14', 'fd00:10::/56'],
    serviceCidrs: ['10.4.0.0/16', 'fd00:11::/112'],
    nodeCidrs: ['10.5.0.0/16'],
    apiServer: { cidrs: ['10.5.0.0/28'] },
    gateway,
    storage: {
      database: { className: 'ebs-gp3-encrypted', encrypted: true },
      filestore: { className: 'efs-encrypted', encrypted: true, accessMode: 'ReadWriteMany' },
    },
    flux: { version: '2.9', delivery: 'artifact-per-tenant' },
    cloudnativePg,
    dns,
    objectStore: { ...backups, bucket: 'aos-backups-us-east-1', region: 'us-east-1' },
    capacity: { cpu: 400, memoryGiB: 1200 },
  },
  {
    // Without the database operator, source-watcher and a shared file system.
    name: 'eu-west-1',
    kubernetes: '1.35',
    region: 'eu-west',
    podCidrs: ['10.8.0.0/14'],
    serviceCidrs: ['10.12.0.0/16'],
    nodeCidrs: ['10.13.0.0/16'],
    apiServer: { cidrs: ['203.0.113.10/32'], port: 443 },
    gateway: { ...gateway, clusterIssuer: 'letsencrypt-production-eu' },
    storage: {
      database: { className: 'block-encrypted', encrypted: true },
      filestore: { className: 'block-encrypted', encrypted: true, accessMode: 'ReadWriteOnce' },
    },
    flux: { version: '2.8', delivery: 'repository' },
    dns: { ...dns, port: 8053 },
    objectStore: { ...backups, bucket: 'aos-backups-eu-west-1', region: 'eu-west-1' },
    capacity: { cpu: 64, memoryGiB: 256 },
  },
  {
    name: 'us-east-bayview',
    kubernetes: '1.34',
    region: 'us-east',
    podCidrs: ['10.16.0.0/14'],
    serviceCidrs: ['10.20.0.0/16'],
    nodeCidrs: ['10.21.0.0/16'],
    apiServer: { cidrs: ['10.21.0.0/28'] },
    gateway,
    storage: {
      database: { className: 'ebs-gp3-encrypted', encrypted: true },
      filestore: { className: 'efs-encrypted', encrypted: true, accessMode: 'ReadWriteMany' },
    },
    flux: { version: '2.9' },
    cloudnativePg,
    dns,
    objectStore: { ...backups, bucket: 'aos-backups-us-east-bayview', region: 'us-east-1', encryption: 'aws:kms' },
    capacity: { cpu: 32, memoryGiB: 128 },
    dedicatedTo: 'bayview-hospital',
  },
]);
