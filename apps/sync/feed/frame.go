package feed

import "strconv"

// A Frame is one WebSocket message, ready to be sent to any client.
type Frame []byte

// Ping says that the connection is alive.
var Ping = Frame(`{"type":"ping"}`)

// Hello is the first frame: version is the newest that sync, or the client,
// knows of.
func Hello(version uint64) Frame { return numbered("hello", version) }

// Resync tells the client to ask for the whole list, which is at version or
// later; facts after this frame begin with the one after version.
func Resync(version uint64) Frame { return numbered("resync", version) }

func numbered(kind string, version uint64) Frame {
	return Frame(`{"type":"` + kind + `","version":` + strconv.FormatUint(version, 10) + `}`)
}

// Told is the frame of a fact; raw is the fact's JSON as it was received.
func Told(version uint64, raw []byte) Frame {
	f := make(Frame, 0, len(raw)+64)
	f = append(f, `{"type":"fact","version":`...)
	f = strconv.AppendUint(f, version, 10)
	f = append(f, `,"fact":`...)
	f = append(f, raw...)
	return append(f, '}')
}
