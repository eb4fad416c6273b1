package cases;

import dev.muster.Parallel;
import dev.muster.Workers;

class ComponentCannotCross {
    record Order(String id, Customer customer) {}

    record Customer(String name, String greeting) {}

    @Parallel(on = Workers.PROCESSES)
    int price(Order order) {
        return 0;
    }
}
