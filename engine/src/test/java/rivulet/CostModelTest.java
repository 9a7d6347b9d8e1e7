package rivulet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CostModelTest {
  @Test
  void beforeAnythingWasMeasured_sizesDecide() {
    assertEquals(5_000, new CostModel().estimate(5_000));
  }

  @Test
  void whatAnOperationTakes_isLearned_forOtherSizesToo() {
    CostModel model = new CostModel();
    for (int i = 0; i < 200; i++) model.took(1_000, 25_000);
    long estimate = model.estimate(100_000);
    assertTrue(Math.abs(estimate - 4_000) < 40, "estimate " + estimate);
  }

  @Test
  void largeAndSmallOnes_areLearnedApart() {
    CostModel model = new CostModel();
    for (int i = 0; i < 200; i++) {
      model.took(5_000, 5_000);
      model.took(10_000, 1_000_000);
    }
    assertEquals(5_000, model.estimate(5_000));
    assertTrue(model.estimate(1_000_000) < 11_000);
  }

  @Test
  void onePause_changesLittle() {
    CostModel model = new CostModel();
    model.took(1_000_000_000, 10_000);
    assertTrue(model.estimate(10_000) < 15_000);
  }

  @Test
  void operationsOfOneName_shareWhatIsLearned() {
    assertSame(CostModel.of("CostModelTest"), CostModel.of("CostModelTest"));
  }

  @Test
  void aPassTeachesIt() {
    CostModel model = CostModel.of("Mm");
    long before = model.estimate(250_000);
    Tensor x = Tensors.ones(100, 100).requiresGrad_();
    x.mm(x).sum().backward();
    assertTrue(model.estimate(250_000) != before);
  }
}
