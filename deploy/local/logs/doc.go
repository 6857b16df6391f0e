// Package logs joins the output of many processes into one readable stream:
// every line carries the name of the process that wrote it. Whatever is shown
// or not, every line also goes to a file of its own per process.
package logs
