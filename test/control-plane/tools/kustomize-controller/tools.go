//go:build tools

// Package tools names Flux's controller that the tests run.
package tools

import _ "github.com/fluxcd/kustomize-controller"
