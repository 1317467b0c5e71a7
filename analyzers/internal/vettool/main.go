// Command vettool is the smallest program that go vet -vettool accepts. Tests use it in place of pcmlint.
package main

import "github.com/pcmlint/pcmlint/analyzers/vet"

func main() { vet.Main() }
