// Judges pods from standard input with the Pod Security checks of Kubernetes itself, in their newest variants.
//
// Input: pods as JSON, one in each line. Output: a line with all checks, an object of level by check id; then for each pod
// a line with the ids of the checks that it fails, a list.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/policy"
)

func main() {
	output := bufio.NewWriter(os.Stdout)

	levels := map[policy.CheckID]string{}
	for _, check := range policy.DefaultChecks() {
		levels[check.ID] = string(check.Level)
	}
	write(output, levels)

	input := bufio.NewReader(os.Stdin)
	for {
		line, err := input.ReadBytes('\n')
		if err == io.EOF {
			return
		}
		if err != nil {
			panic(err)
		}
		write(output, failing(decode(line)))
	}
}

func decode(line []byte) *corev1.Pod {
	decoder := json.NewDecoder(bytes.NewReader(line))
	// A field that Kubernetes does not know would be judged by us and not by it.
	decoder.DisallowUnknownFields()
	pod := &corev1.Pod{}
	if err := decoder.Decode(pod); err != nil {
		panic(err)
	}
	// The API server does this before admission (SetDefaults_Volume).
	for i := range pod.Spec.Volumes {
		if source := &pod.Spec.Volumes[i].VolumeSource; *source == (corev1.VolumeSource{}) {
			source.EmptyDir = &corev1.EmptyDirVolumeSource{}
		}
	}
	return pod
}

func failing(pod *corev1.Pod) []policy.CheckID {
	ids := []policy.CheckID{}
	for _, check := range policy.DefaultChecks() {
		newest := check.Versions[len(check.Versions)-1]
		if !newest.CheckPod(&pod.ObjectMeta, &pod.Spec).Allowed {
			ids = append(ids, check.ID)
		}
	}
	return ids
}

// write answers at once, for the next pod may depend on what became of this one.
func write(output *bufio.Writer, value any) {
	if err := json.NewEncoder(output).Encode(value); err != nil {
		panic(err)
	}
	if err := output.Flush(); err != nil {
		panic(err)
	}
}
