module github.com/pcmlint/pcmlint

go 1.25.0
