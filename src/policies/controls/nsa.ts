/** NSA/CISA Kubernetes Hardening Guidance v1.2, by its headings. */
import type { ControlItem } from './control-item.ts';

export const nsa: readonly ControlItem[] = [
  {
    id: 'Non-root containers and rootless container engines',
    title: 'Processes of containers run without the rights of root',
    partly: 'That no process is root is judged; the container engine is of the node.',
  },
  {
    id: 'Immutable container file systems',
    title: 'Root file systems are read-only, and what is written goes to volumes',
  },
  {
    id: 'Building secure container images',
    title: 'Images come from trusted registries, are scanned and are not changed',
    partly: 'Registry and digest are judged; images are scanned where they are built.',
  },
  { id: 'Pod security enforcement', title: 'Pods that ask for rights of the node are refused' },
  { id: 'Protecting Pod service account tokens', title: 'Pods get no token that they do not use' },
  {
    id: 'Hardening container environments',
    title: 'Kernel features confine containers: seccomp, AppArmor, SELinux, masked paths',
    partly: 'Profiles are judged; hypervisors and kernels are of the node.',
  },
  {
    id: 'Network separation and hardening',
    title: 'Networks, names and routes of one tenant are apart from those of others',
  },
  { id: 'Namespaces', title: 'Teams and workloads have namespaces of their own' },
  { id: 'Network policies', title: 'All traffic is denied, and named connections are opened' },
  { id: 'Resource policies', title: 'Quotas and limits bound what a namespace and a container take' },
  {
    id: 'Control plane hardening',
    title: 'The API server and its parts are encrypted, authenticated and not public',
    uncovered:
      'The control plane is run by the cloud, or by whoever built the cluster; no manifest of a tenant reaches it.',
  },
  {
    id: 'Etcd',
    title: 'The store of the cluster is encrypted and reached by the API server alone',
    uncovered: 'Encryption of Secrets at rest is set at the API server, not in manifests.',
  },
  {
    id: 'Kubeconfig files',
    title: 'Files with credentials of administrators are guarded',
    uncovered:
      'They lie on computers of people and never in the repository, where `spec-plain-secret` and `no-plain-secrets` would refuse them.',
  },
  {
    id: 'Worker node segmentation',
    title: 'Nodes are apart from other networks, and sensitive workloads from others on nodes',
    partly: "Which tenants share nodes is judged; the network of the nodes is the cloud's.",
  },
  {
    id: 'Encryption',
    title: 'Traffic is encrypted, and so are volumes',
    partly: "Hosts and certificates are judged; traffic between gateway and Odoo stays plain in the cluster's network.",
  },
  {
    id: 'Secrets',
    title: 'Secrets are encrypted, and given to those who need them',
    partly: 'Secrets in the repository are judged; at rest in the cluster they are encrypted by the API server.',
  },
  {
    id: 'Protecting sensitive cloud infrastructure',
    title: 'Workloads do not reach metadata services of the cloud',
    partly: 'Networks that are opened are judged; roles in the cloud are given there.',
  },
  {
    id: 'Authentication',
    title: 'Anonymous access is off, and people prove who they are',
    uncovered: 'How people log in to the API server is set at the API server.',
  },
  { id: 'Role-based access control', title: 'Each account has the rights that it needs, and no others' },
  {
    id: 'Logging',
    title: 'What happens in the cluster is recorded, kept and read',
    uncovered:
      'Logs are collected by an agent of the cluster; containers write them to standard output, as the agent expects.',
  },
  {
    id: 'Kubernetes native audit logging configuration',
    title: 'The API server has an audit policy',
    uncovered: 'The audit policy is a file of the API server, not a manifest.',
  },
  {
    id: 'Worker node and container logging',
    title: 'Logs of nodes and containers outlive them',
    uncovered: 'The agent that collects logs, and the place that keeps them, belong to the cluster.',
  },
  {
    id: 'Seccomp: audit mode',
    title: 'System calls are recorded where they are not yet filtered',
    uncovered: 'Every container is filtered already; profiles that record are files of the node.',
  },
  { id: 'Syslog', title: 'Nodes send their logs away', uncovered: 'Syslog is a service of the node.' },
  {
    id: 'SIEM platforms',
    title: 'Logs of all sources are joined and searched for attacks',
    uncovered: 'A place that joins logs is a service of the company.',
  },
  {
    id: 'Service meshes',
    title: 'A mesh encrypts and records traffic between workloads',
    uncovered: "There is no mesh: PostgreSQL speaks TLS only, and the other connections stay in the cluster's network.",
  },
  {
    id: 'Fault tolerance',
    title: 'Logging goes on when a part of it fails',
    uncovered: 'The guide means the service that keeps the logs, which belongs to the cluster.',
  },
  {
    id: 'Threat detection',
    title: 'Rules watch for behaviour that should not be',
    partly: 'That rules can be read and are of the own tenant is judged; attacks are looked for where logs are joined.',
  },
  {
    id: 'Alerting',
    title: 'People are told when it matters',
    uncovered: "To whom alerts go is set in the cluster's Alertmanager; which alerts there are is generated.",
  },
  {
    id: 'Tools',
    title: 'Scanners and detectors of the field are used',
    uncovered: 'It is a list of products, not a demand on manifests.',
  },
  { id: 'Upgrading and application security practices', title: 'What runs is up to date and can be updated' },
];
