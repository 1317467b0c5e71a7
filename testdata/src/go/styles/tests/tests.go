// Package tests has its drivers in test files.
package tests
