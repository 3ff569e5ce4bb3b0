//go:build tools

// Package tools names the store that the tests run.
package tools

import _ "go.etcd.io/etcd/server/v3"
