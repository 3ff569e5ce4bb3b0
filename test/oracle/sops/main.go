// Prints each object of a folder as kustomize-controller hands it to SOPS: built by kustomize, written as JSON
// (internal/decryptor/decryptor.go, DecryptResource). One object a line.
package main

import (
	"fmt"
	"os"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

func main() {
	resources, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), os.Args[1])
	if err != nil {
		fail(err)
	}
	for _, resource := range resources.Resources() {
		text, err := resource.MarshalJSON()
		if err != nil {
			fail(err)
		}
		fmt.Println(string(text))
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
