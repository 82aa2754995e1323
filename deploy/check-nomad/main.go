// Command check-nomad reads Nomad job files and names blocks and attributes that Nomad's API does not have, and values of
// another type. It needs no Nomad; rules between attributes are known to the server only.
package main

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/nomad/api"
	"github.com/zclconf/go-cty/cty"
)

var (
	duration = reflect.TypeOf(time.Duration(0))
	problems int
)

func report(where hcl.Range, text string, values ...any) {
	problems++
	fmt.Fprintf(os.Stderr, "%s: %s\n", where, fmt.Sprintf(text, values...))
}

func elem(kind reflect.Type) reflect.Type {
	for kind.Kind() == reflect.Pointer || kind.Kind() == reflect.Slice && kind.Elem().Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	return kind
}

// field finds what a name in a job file stands for; kind is block or optional.
func field(owner reflect.Type, name string, block bool) (reflect.Type, bool) {
	for i := 0; i < owner.NumField(); i++ {
		tag := strings.Split(owner.Field(i).Tag.Get("hcl"), ",")
		if tag[0] == name && block == (len(tag) > 1 && tag[1] == "block") {
			return elem(owner.Field(i).Type), true
		}
	}
	return nil, false
}

func fits(value cty.Value, kind reflect.Type) bool {
	switch {
	case kind == duration:
		_, err := time.ParseDuration(asString(value))
		return err == nil
	case kind.Kind() == reflect.String:
		return value.Type() == cty.String
	case kind.Kind() == reflect.Bool:
		return value.Type() == cty.Bool
	case kind.Kind() >= reflect.Int && kind.Kind() <= reflect.Float64:
		return value.Type() == cty.Number
	case kind.Kind() == reflect.Slice:
		return value.Type().IsTupleType()
	}
	return true
}

func asString(value cty.Value) string {
	if value.Type() == cty.String {
		return value.AsString()
	}
	return ""
}

func check(body *hclsyntax.Body, owner reflect.Type, path string) {
	for name, attribute := range body.Attributes {
		kind, known := field(owner, name, false)
		if !known {
			report(attribute.SrcRange, "%s has no attribute %s", path, name)
			continue
		}
		value, failed := attribute.Expr.Value(nil)
		if failed.HasErrors() {
			report(attribute.SrcRange, "%s", failed)
		} else if !fits(value, kind) {
			report(attribute.SrcRange, "%s of %s must be of the type %s", name, path, kind)
		}
	}
	for _, block := range body.Blocks {
		kind, known := field(owner, block.Type, true)
		if !known {
			report(block.TypeRange, "%s has no block %s", path, block.Type)
		} else if kind.Kind() == reflect.Struct {
			check(block.Body, kind, path+"."+block.Type)
		}
	}
}

func main() {
	for _, name := range os.Args[1:] {
		text, err := os.ReadFile(name)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		file, failed := hclsyntax.ParseConfig(text, name, hcl.InitialPos)
		if failed.HasErrors() {
			fmt.Fprintln(os.Stderr, failed)
			os.Exit(1)
		}
		for _, block := range file.Body.(*hclsyntax.Body).Blocks {
			if block.Type != "job" || len(block.Labels) != 1 {
				report(block.TypeRange, "must be a job with a name")
				continue
			}
			check(block.Body, reflect.TypeOf(api.Job{}), "job")
		}
	}
	if problems > 0 {
		os.Exit(1)
	}
}
