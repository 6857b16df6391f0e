// Package kafka runs a Kafka for tests: the embedded one of deploy/local, or
// Apache's own, of which Maven fetches the Java archives that pom.xml names.
// Each node is a process that can be killed, frozen and started anew:
//
//	cluster, err := kafka.Start(ctx, kafka.Options{Kind: kafka.Apache, Dir: dir})
//	defer cluster.Stop()
//	cluster.Brokers()                    // host:port[,host:port…]
//	cluster.Nodes[0].Kill()              // SIGKILL; down until Restart
//	cluster.Nodes[0].Restart(ctx)        // back on the same port and data
//	cluster.Nodes[0].Crash()             // SIGKILL; back by itself, see AwaitReady
//
// For a whole system, which starts its broker itself, there is Command:
//
//	command, err := kafka.Command(ctx, kafka.Apache)
//	stack.Start(ctx, stack.Options{Kafka: command, …}) // the process "kafka"
//
// A node of Apache's is KRaft's broker and controller in one. The program in
// node/ writes its settings, formats its storage, and then becomes the Java
// process: whoever kills the node kills Java.
package kafka
