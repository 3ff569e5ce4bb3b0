// Reads YAML texts from standard input and prints what Go's readers make of them, one line of JSON for each.
//
// Input: texts, each ended by a NUL byte, which YAML forbids. Output: for each text an object with one answer,
// {"value": ...} or {"error": "..."}, for each reader:
//
//	kubernetes  sigs.k8s.io/yaml, one document
//	strict      the same, duplicate keys refused
//	v3          go.yaml.in/yaml/v3, which kustomize and Flux's build use, one document
//	kubectl     the decoder of kubectl and of Flux's apply: a list of all documents that are not empty
//
// Mappings are printed as {"members": [[key, value], ...]}: JSON.parse of Node 24 mistakes a key such as "\u2029" for "\\"
// once it has seen the latter.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"

	v3 "go.yaml.in/yaml/v3"
	stream "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

type answer struct {
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

func main() {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	encoder := json.NewEncoder(output)
	for _, text := range bytes.Split(bytes.TrimSuffix(input, []byte{0}), []byte{0}) {
		answers := map[string]answer{
			"kubernetes": reply(yaml.YAMLToJSON(text)),
			"strict":     reply(yaml.YAMLToJSONStrict(text)),
			"v3":         reply(readV3(text)),
			"kubectl":    reply(readStream(text)),
		}
		if err := encoder.Encode(answers); err != nil {
			panic(err)
		}
	}
}

func reply(value []byte, err error) answer {
	if err != nil {
		return answer{Error: err.Error()}
	}
	decoder := json.NewDecoder(bytes.NewReader(value))
	decoder.UseNumber()
	var decoded any
	if err := decoder.Decode(&decoded); err != nil {
		return answer{Error: err.Error()}
	}
	value, err = json.Marshal(withMembers(decoded))
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Value: value}
}

func withMembers(value any) any {
	switch value := value.(type) {
	case map[string]any:
		members := [][2]any{}
		for key, member := range value {
			members = append(members, [2]any{key, withMembers(member)})
		}
		return map[string]any{"members": members}
	case []any:
		for index, item := range value {
			value[index] = withMembers(item)
		}
	}
	return value
}

func readV3(text []byte) ([]byte, error) {
	var value any
	if err := v3.Unmarshal(text, &value); err != nil {
		return nil, err
	}
	return json.Marshal(value)
}

func readStream(text []byte) ([]byte, error) {
	decoder := stream.NewYAMLOrJSONDecoder(bytes.NewReader(text), 4096)
	documents := []any{}
	for {
		var document any
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			return json.Marshal(documents)
		}
		if err != nil {
			return nil, err
		}
		if document != nil {
			documents = append(documents, document)
		}
	}
}
